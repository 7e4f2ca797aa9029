class S(str):
    def shout(self): return self.upper() + '!'
s = S('abc')
print(s, s.shout(), s + 'd', type(s + 'd').__name__, type(s).__name__, len(s), s[0], 'b' in s, s == 'abc', hash(s) == hash('abc'))
print({s: 1}['abc'], {'abc': 2}[s], repr(s), [s], s.split('b'), '-'.join([s, s]), f'{s:>5}', S(), S(5), S(b'x', 'ascii'))
s.tag = 1
print(s.tag, isinstance(s, str), sorted([S('b'), 'a']), '%s' % s, s * 2, s.join(['1', '2']))
