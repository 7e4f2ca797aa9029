class Upper(str):
    def __new__(cls, text, suffix=''):
        return super().__new__(cls, text.upper() + suffix)
    def __init__(self, text, suffix=''):
        self.original = text
u = Upper('abc', suffix='?')
print(u, u.original, type(u).__name__)
