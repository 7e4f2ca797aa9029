tree = {"a": {"b": {"c": 1}}}
tree["a"]["b"]["d"] = 2
tree["a"].setdefault("x", {})["y"] = 3
print(tree)
def flatten(d, prefix=""):
    for k, v in d.items():
        if isinstance(v, dict):
            yield from flatten(v, prefix + k + ".")
        else:
            yield prefix + k, v
print(dict(flatten(tree)))
