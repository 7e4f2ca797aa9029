for name in ["upper", "lower", "title", "isalpha", "capitalize", "swapcase", "casefold"]:
    try:
        getattr("a", name)(1)
    except TypeError as e:
        print(e)
