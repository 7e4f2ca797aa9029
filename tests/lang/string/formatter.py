from string import Formatter

f = Formatter()
print(f.format("{0} {1} {name!r:>6} {0.real} {2[k]}", 1, "b", {"k": 3}, name="n"), f.format("{} {}", 1, 2), f.format("{:{}}", 5, 4))
print(list(f.parse("a{b!r:>{w}}c{{d}} {}")), f.vformat("{x}", (), {"x": 1}), f.get_field("a.b[0]", (), {"a": type("A", (), {"b": [7]})}))

class Default(Formatter):
    def get_value(self, key, args, kwargs):
        if isinstance(key, str):
            return kwargs.get(key, f"<{key}>")
        return super().get_value(key, args, kwargs)

    def format_field(self, value, spec):
        return super().format_field(value, spec) if spec != "up" else str(value).upper()

print(Default().format("{a} {b:up}", b="x"))
for bad in ("{", "}", "{!x}", "{0} {}", "{} {0}"):
    try:
        print(f.format(bad, 1))
    except (ValueError, IndexError, KeyError) as error:
        print(type(error).__name__, error)
