class Mine(ValueError):
    pass


def classify(error):
    try:
        raise error
    except (KeyError, IndexError):
        return "lookup"
    except Mine:
        return "mine"
    except ValueError:
        return "value"
    except Exception as e:
        return "exception " + type(e).__name__
    except:
        return "base"


for error in (KeyError(1), IndexError(2), Mine(3), ValueError(4), OSError(5), SystemExit(6), KeyboardInterrupt()):
    print(classify(error))
for classes in (5, (ValueError, 5), int, "x"):
    try:
        try:
            raise KeyError("k")
        except classes:
            print("caught")
    except TypeError as error:
        print(error, repr(error.__context__))
try:
    try:
        raise KeyError("k")
    except ((ValueError, (KeyError,)),):
        print("nested tuple")
except TypeError as error:
    print(error)
