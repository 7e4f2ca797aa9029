class F(float):
    def __add__(self, o): return F(float(self) + float(o))
    def __repr__(self): return 'F(%s)' % float.__repr__(self)
print(F(1.5) + 1, 1 + F(1.5), F(2) * 2, [F(1)], str(F(1)), F(1) == 1, F(1) < F(2))
