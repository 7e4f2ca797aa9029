collect_ignore = ["conformance"]
