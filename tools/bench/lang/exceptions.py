class Failure(Exception):
    pass


def check(i):
    if i % 3 == 0:
        raise ValueError(i)
    if i % 5 == 0:
        raise Failure("five", i)
    return i


def work(n):
    caught = total = 0
    for i in range(n):
        try:
            total += check(i)
        except ValueError as error:
            caught += error.args[0] & 1
        except Failure:
            caught += 1
        finally:
            total += 1
    table = {}
    for i in range(n):
        try:
            table[i & 63] += 1
        except KeyError:
            table[i & 63] = 1
    return caught, total, len(table)


print(work(300000))
