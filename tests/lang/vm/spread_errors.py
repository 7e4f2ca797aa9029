def f(*args, **kwargs):
    return args, sorted(kwargs.items())


def attempt(call):
    try:
        print(call())
    except TypeError as error:
        print("TypeError:", error)


class Box:
    def method(self, *args, **kwargs):
        return f(*args, **kwargs)


class Mapping:
    def keys(self):
        return ["p", "q"]

    def __getitem__(self, key):
        return key * 2


attempt(lambda: f(*5))
attempt(lambda: f(1, *5))
attempt(lambda: f(**5))
attempt(lambda: f(x=1, **5))
attempt(lambda: f(**{1: 2}))
attempt(lambda: f(**{"a": 1}, **{"a": 2}))
attempt(lambda: f(a=1, **{"a": 2}))
attempt(lambda: f(**{"a": 1, "b": 2}, c=3))
attempt(lambda: f(*"abc", *range(2), x=1))
attempt(lambda: f(*(i for i in range(3))))
attempt(lambda: f(*{1: 2}, **{}))
attempt(lambda: f(**Mapping()))
attempt(lambda: f(**Mapping(), q=1))
attempt(lambda: Box().method(*5))
attempt(lambda: Box().method(**5))
attempt(lambda: Box().method(*[1], **{"a": 2}))
attempt(lambda: len(*5))
attempt(lambda: len(*[[1, 2]]))
attempt(lambda: print(**5))
attempt(lambda: (lambda x: x)(*()))
