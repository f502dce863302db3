"""What gunicorn runs of ours: the worker and its connections, reloads, and the files of the metrics."""
