"""datetime for tests that only want some class to derive from."""


class date:
    def __new__(cls, year, month, day):
        self = object.__new__(cls)
        self.year, self.month, self.day = year, month, day
        return self

    def __eq__(self, other):
        return (self.year, self.month, self.day) == (other.year, other.month, other.day) if isinstance(other, date) else NotImplemented

    def __hash__(self):
        return hash((self.year, self.month, self.day))

    def __repr__(self):
        return f"{type(self).__module__}.{type(self).__qualname__}({self.year}, {self.month}, {self.day})"

    def __str__(self):
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"

    def strftime(self, form):
        names = {"%Y": f"{self.year:04d}", "%m": f"{self.month:02d}", "%d": f"{self.day:02d}"}
        for code, text in names.items():
            form = form.replace(code, text)
        return form

    def __format__(self, form):
        return self.strftime(form) if form else str(self)


class timedelta:
    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        self = object.__new__(cls)
        self.days = days + 7 * weeks
        self.seconds = seconds + 60 * minutes + 3600 * hours
        return self

    def __eq__(self, other):
        return (self.days, self.seconds) == (other.days, other.seconds) if isinstance(other, timedelta) else NotImplemented

    def __hash__(self):
        return hash((self.days, self.seconds))
