class C(complex):
    def flip(self):
        return C(self.imag, self.real)
c = C(1, 2)
print(c, c.flip(), type(c.flip()).__name__, c + 1, type(c + 1).__name__, c == 1 + 2j, isinstance(c, complex), C("1+1j"), abs(C(3, 4)))
