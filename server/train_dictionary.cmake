# Runs TRAIN on the clinical examples of PACKAGE and the bundles of DEMO; definitions are left out: few are stored.
file(GLOB examples ${PACKAGE}/*.json)
list(FILTER examples EXCLUDE REGEX
     "/(StructureDefinition|SearchParameter|ValueSet|CodeSystem|ConceptMap|OperationDefinition|Bundle|package)[^/]*$")
execute_process(COMMAND ${TRAIN} ${OUT} ${examples} ${DEMO} RESULT_VARIABLE result)
if(NOT result EQUAL 0)
  message(FATAL_ERROR "the dictionary of resources could not be trained")
endif()
