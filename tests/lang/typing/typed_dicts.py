from typing import NotRequired, Required, TypedDict, is_typeddict

class Movie(TypedDict):
    name: str
    year: int

class More(Movie, total=False):
    rating: float
    must: Required[int]

m = Movie(name="x", year=1)
print(m, type(m), Movie.__annotations__, Movie.__total__, sorted(More.__required_keys__), sorted(More.__optional_keys__), is_typeddict(Movie))
Alt = TypedDict("Alt", {"in": int, "b": NotRequired[str]})
print(Alt.__required_keys__, Alt.__optional_keys__, Alt(**{"in": 3}), Alt.__name__)
for bad in (lambda: isinstance({}, Movie), lambda: issubclass(dict, Movie)):
    try:
        bad()
    except TypeError as error:
        print(error)
