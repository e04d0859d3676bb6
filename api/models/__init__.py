"""What REST answers with: one model a resource, the same for JSON, pages and CSV."""
