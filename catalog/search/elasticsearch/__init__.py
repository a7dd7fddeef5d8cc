"""The search engine on Elasticsearch 8: the one place that imports its client."""
