for spec in ["", "5", "<5", ">5", "^5", "*^7", ".2", "5.2", ">5.1", "s", "05", "é<4", "10s", "<<4", "{<4"]:
    print(repr(spec), repr(format("abc", spec)), repr(format("é", spec)))
