class B(bytes):
    def first(self):
        return self[0]
b = B(b"abc")
print(b, b.first(), type(b).__name__, type(b + b"d").__name__, type(b.upper()).__name__, b == b"abc", isinstance(b, bytes), B.fromhex("4142"), type(B.fromhex("41")).__name__)
