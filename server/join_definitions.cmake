# Joins the FILES into OUT, each behind a record separator.
file(WRITE ${OUT} "")
string(ASCII 30 separator)
foreach(file ${FILES})
  file(READ ${file} text)
  file(APPEND ${OUT} "${separator}${text}")
endforeach()
