s = "".join(chr(0x100 + i % 500) for i in range(5000)) + "end"
print(len(s), s[-3:], ord(s[0]), ord(s[4999]), ord(s[2500]), s[10:13], s[::1000], s.find("end"), s.rfind(chr(0x100)), s.index(chr(0x101), 1000))
