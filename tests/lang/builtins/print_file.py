class Out:
    def __init__(self):
        self.parts = []
        self.flushed = 0
    def write(self, text):
        self.parts.append(text)
    def flush(self):
        self.flushed += 1
o = Out()
print("a", 1, sep="+", file=o)
print("b", end="", file=o, flush=True)
print(file=o)
print(o.parts, o.flushed)
print("shown", file=None, flush=True)
try:
    print("x", file=5)
except AttributeError as e:
    print(e)
