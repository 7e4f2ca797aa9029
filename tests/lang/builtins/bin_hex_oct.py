print(bin(10), hex(255), oct(8), bin(-5), hex(-255), oct(-8), bin(0), hex(2**70), oct(2**65), bin(True), bin(2**64))
class I:
    def __index__(self):
        return 12
print(bin(I()), hex(I()), oct(I()))
for f in (lambda: bin(1.5), lambda: hex("a"), lambda: oct(None), lambda: bin()):
    try:
        f()
    except TypeError as e:
        print(e)
