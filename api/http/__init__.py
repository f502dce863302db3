"""HTTP around the resources: middleware, ETags, response cache, negotiation, links, access log."""
