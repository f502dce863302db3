"""Query parameters: fields, pagination, cursors, and the search that they ask for."""
