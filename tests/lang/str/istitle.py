for s in ["Hello World", "Hello world", "HELLO", "H", "h", "They'Re", "They're", "1 A", "A1b", "A1B", "ǅa", "", " "]:
    print(repr(s), s.istitle())
