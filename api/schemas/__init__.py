"""marshmallow schemas: the parameters that come in and the JSON that goes out."""


def doc(description: str) -> dict[str, str]:
    """Return the metadata of a field that apispec writes into the OpenAPI document."""
    return {"description": description}
