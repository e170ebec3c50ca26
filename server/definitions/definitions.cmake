# definitions.bin: the npm package of the FHIR R4 definitions, compiled into one file beside the build's binaries.
set(NPM_FOLDER ${CMAKE_SOURCE_DIR}/build/npm)
set(DEFINITIONS_FILE ${CMAKE_BINARY_DIR}/definitions.bin)

add_custom_command(
  OUTPUT ${CMAKE_BINARY_DIR}/definitions.fetched
  COMMAND ${CMAKE_COMMAND} -DTO=${NPM_FOLDER} -P ${CMAKE_SOURCE_DIR}/fhir-profiles/npm/fetch.cmake
  COMMAND ${CMAKE_COMMAND} -E touch ${CMAKE_BINARY_DIR}/definitions.fetched
  DEPENDS ${CMAKE_SOURCE_DIR}/fhir-profiles/npm/package-lock.json ${CMAKE_SOURCE_DIR}/fhir-profiles/npm/fetch.cmake
  COMMENT "Fetching the FHIR R4 definitions" VERBATIM)

add_executable(definitions_compile ${CMAKE_CURRENT_LIST_DIR}/compile_main.cpp)
target_link_libraries(definitions_compile PRIVATE definitions)
# The file depends on the compiler's own sources, not on its binary: a change to the layer below does not cost a run.
file(GLOB definitions_sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/*.cpp ${CMAKE_CURRENT_LIST_DIR}/*.h)
add_custom_command(
  OUTPUT ${DEFINITIONS_FILE}
  COMMAND definitions_compile ${NPM_FOLDER}/node_modules/hl7.fhir.r4.examples ${DEFINITIONS_FILE}
  DEPENDS ${definitions_sources} ${CMAKE_BINARY_DIR}/definitions.fetched
  COMMENT "Compiling the FHIR R4 definitions" VERBATIM)
add_custom_target(definitions_file ALL DEPENDS ${DEFINITIONS_FILE})
