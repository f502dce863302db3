"""Documents of quotations and paragraphs: builder, index entries, null reasons, the serializer protocol."""
