value = (1 +
         2 *
         3)
call = max(
    1,
    value,
)
print(value, call, [
    1,
    2,
], {
    'a':
        1,
})
