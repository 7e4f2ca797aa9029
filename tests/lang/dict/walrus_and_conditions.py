d = {"a": 1}
if (v := d.get("a")) is not None:
    print(v)
print({k: v for k in "ab" if (v := d.get(k, 0)) or k == "b"}, [k for k, v in d.items() if v], {**d, **({"x": 1} if d else {})})
