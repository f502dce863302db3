# The same make targets as on a desk, so that what CI runs is what the image runs.
FROM python:3.13-slim

RUN apt-get update \
 && apt-get install --yes --no-install-recommends make \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --create-home --uid 10001 onrecord

WORKDIR /app
COPY --chown=onrecord:onrecord . .
RUN chown onrecord:onrecord /app && mkdir /data && chown onrecord:onrecord /data
USER onrecord

ENV ONRECORD_DATA=/data PYTHONUNBUFFERED=1
# Set up while the image is built, so that a container starts without a network.
RUN make .venv/.runtime

VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD [".venv/bin/python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]

# Inside a container, loopback reaches nobody: what is let out is decided by -p.
CMD ["make", "serve", "HOST=0.0.0.0"]
