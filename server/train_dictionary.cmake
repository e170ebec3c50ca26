# Runs TRAIN on the clinical examples of PACKAGE and the bundles of DEMO; definitions are left out: few are stored.
# The demo counts four times: what most stores hold looks like it, and there are more examples than demo.
file(GLOB examples ${PACKAGE}/*.json)
list(FILTER examples EXCLUDE REGEX
     "/(StructureDefinition|SearchParameter|ValueSet|CodeSystem|ConceptMap|OperationDefinition|Bundle|package)[^/]*$")
execute_process(COMMAND ${TRAIN} ${OUT} ${examples} ${DEMO} ${DEMO} ${DEMO} ${DEMO} RESULT_VARIABLE result)
if(NOT result EQUAL 0)
  message(FATAL_ERROR "the dictionary of resources could not be trained")
endif()
