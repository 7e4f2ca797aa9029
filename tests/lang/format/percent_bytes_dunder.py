class B:
    def __bytes__(self):
        return b"made"
print(b"[%s]" % B(), b"[%b]" % B(), bytes(B()))
