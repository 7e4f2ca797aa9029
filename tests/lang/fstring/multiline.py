x = 1
print(f'''a
{x}
  {
    x
    + 1
}''')
