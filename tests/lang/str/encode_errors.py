for text, enc in [("aéb", "ascii"), ("ééa", "ascii"), ("a€", "latin-1"), ("a\ud800", "utf-8"), ("\udc80\udfff!", "utf-8"), ("a", "no-such"), ("\ud800", "utf-16")]:
    try:
        print(text.encode(enc))
    except (UnicodeError, LookupError) as e:
        print(type(e).__name__, e)
        if isinstance(e, UnicodeError):
            print(e.encoding, ascii(e.object), e.start, e.end, e.reason, ascii(e.args))
