class Retry(Exception):
    def __init__(self, attempt, *, limit=3):
        super().__init__(f"attempt {attempt} of {limit}")
        self.attempt, self.limit = attempt, limit
def work(n):
    if n < 2:
        raise Retry(n)
    return "ok"
for n in range(4):
    try:
        print(work(n))
        break
    except Retry as e:
        print(e, e.attempt, e.limit, e.args)
