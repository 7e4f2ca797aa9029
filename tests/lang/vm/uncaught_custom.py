class Outer:
    class Custom(Exception):
        def __str__(self):
            return "custom text"


raise Outer.Custom(1, 2)
