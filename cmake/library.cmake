# interloom_library(NAME FOLDER USES name...): one folder, one library.
#
# Sources are FOLDER/*.cpp, tests FOLDER/*_test.cpp (one test program a library: NAME_test), headers FOLDER/*.h.
# USES lists other libraries of layers.cmake and externals (ext_NAME). A library sees only the headers of the
# libraries it names: each library's headers are linked into a folder of their own under the build tree and only
# those folders are on the include path. A use that no row declares above it stops the configuration.

# Headers that belong to an external: including one without using the external stops the configuration.
set(_interloom_guarded
  "torch=[<\"](torch|ATen|c10)/" "grpc=[<\"](grpc|grpcpp)/" "protobuf=[<\"](google/protobuf|interloom/v1)/"
  "sqlite=[<\"]sqlite3" "zstd=[<\"]zstd" "json=[<\"]nlohmann/" "boost_context=[<\"]boost/context" "spdlog=[<\"]spdlog/")

function(_interloom_check_includes name folder uses)
  file(GLOB files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*.h ${CMAKE_SOURCE_DIR}/${folder}/*.cpp)
  foreach(rule ${_interloom_guarded})
    string(REGEX MATCH "^[a-z_]+" ext ${rule})
    string(REGEX REPLACE "^[a-z_]+=" "" pattern "${rule}")
    if(NOT ext IN_LIST uses)
      foreach(file ${files})
        file(STRINGS ${file} hit REGEX "^ *#include ${pattern}" LIMIT_COUNT 1)
        if(hit)
          message(FATAL_ERROR "layers: ${file}: ${hit}\n  library '${name}' does not use '${ext}' (cmake/layers.cmake)")
        endif()
      endforeach()
    endif()
  endforeach()
endfunction()

function(_interloom_link_headers name folder)
  set(root ${CMAKE_BINARY_DIR}/layers/${name})
  file(REMOVE_RECURSE ${root})
  file(MAKE_DIRECTORY ${root}/${folder})
  file(GLOB headers CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*.h)
  foreach(header ${headers})
    get_filename_component(base ${header} NAME)
    file(CREATE_LINK ${header} ${root}/${folder}/${base} SYMBOLIC)
  endforeach()
endfunction()

# _interloom_use(target scope uses...): headers and link of what a row declares.
function(_interloom_use target scope)
  foreach(use ${ARGN})
    if(use STREQUAL protobuf)
      target_link_libraries(${target} ${scope} il_proto_gen)
    elseif(TARGET ext_${use})
      target_link_libraries(${target} ${scope} ext_${use})
    elseif(TARGET il_${use})
      target_include_directories(${target} BEFORE ${scope} ${CMAKE_BINARY_DIR}/layers/${use})
      target_link_libraries(${target} ${scope} $<LINK_ONLY:il_${use}>)
    else()
      message(FATAL_ERROR "layers: '${target}' uses '${use}', which no row above it in cmake/layers.cmake declares")
    endif()
  endforeach()
endfunction()

# One precompiled header for every library that uses torch.
function(_interloom_pch target)
  if(NOT TARGET interloom_torch_pch)
    file(WRITE ${CMAKE_BINARY_DIR}/pch/torch_pch.cpp "")
    add_library(interloom_torch_pch STATIC ${CMAKE_BINARY_DIR}/pch/torch_pch.cpp)
    target_link_libraries(interloom_torch_pch PUBLIC ext_torch)
    target_precompile_headers(interloom_torch_pch PRIVATE <ATen/ATen.h> <ATen/core/dispatch/Dispatcher.h> <string> <vector> <memory>)
  endif()
  target_precompile_headers(${target} REUSE_FROM interloom_torch_pch)
endfunction()

# And one for lang's libraries, most of whose compile time is the standard library's headers.
function(_interloom_std_pch target)
  if(NOT TARGET interloom_std_pch)
    file(WRITE ${CMAKE_BINARY_DIR}/pch/std_pch.cpp "")
    add_library(interloom_std_pch STATIC ${CMAKE_BINARY_DIR}/pch/std_pch.cpp)
    target_link_libraries(interloom_std_pch PUBLIC ext_absl)
    target_precompile_headers(interloom_std_pch PRIVATE
      <absl/status/statusor.h> <absl/strings/str_cat.h> <algorithm> <array> <bit> <cmath> <complex> <cstring> <functional> <map>
      <memory> <mutex> <optional> <span> <string> <string_view> <unordered_map> <utility> <variant> <vector>)
  endif()
  target_precompile_headers(${target} REUSE_FROM interloom_std_pch)
endfunction()

function(interloom_library name folder)
  cmake_parse_arguments(ARG "" "" "USES;TEST_USES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*.cpp)
  file(GLOB tests CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*_test.cpp)
  if(tests)
    list(REMOVE_ITEM sources ${tests})
  endif()
  _interloom_check_includes(${name} ${folder} "${ARG_USES};${ARG_TEST_USES}")
  _interloom_link_headers(${name} ${folder})
  if(NOT sources)
    file(WRITE ${CMAKE_BINARY_DIR}/layers/${name}.cpp "")
    set(sources ${CMAKE_BINARY_DIR}/layers/${name}.cpp)
  endif()
  add_library(il_${name} STATIC ${sources})
  target_include_directories(il_${name} BEFORE PRIVATE ${CMAKE_BINARY_DIR}/layers/${name})
  # Link dependencies travel, include paths do not.
  _interloom_use(il_${name} PRIVATE ${ARG_USES})
  if("torch" IN_LIST ARG_USES)
    _interloom_pch(il_${name})
  elseif(name MATCHES "^lang")
    _interloom_std_pch(il_${name})
  endif()
  if(INTERLOOM_TESTS AND tests)
    add_executable(${name}_test ${tests})
    target_include_directories(${name}_test BEFORE PRIVATE ${CMAKE_BINARY_DIR}/layers/${name})
    _interloom_use(${name}_test PRIVATE ${ARG_USES} ${ARG_TEST_USES})
    target_link_libraries(${name}_test PRIVATE il_${name} GTest::gmock_main)
    target_compile_definitions(${name}_test PRIVATE INTERLOOM_SOURCE_DIR="${CMAKE_SOURCE_DIR}" INTERLOOM_BIN_DIR="${CMAKE_BINARY_DIR}/bin")
    if("torch" IN_LIST ARG_USES)
      target_link_options(${name}_test PRIVATE LINKER:-rpath,${INTERLOOM_LIBTORCH}/lib)
    endif()
    # One ctest entry a library: a process start with LibTorch costs more than most cases.
    add_test(NAME ${name} COMMAND ${name}_test --gtest_output=xml:${CMAKE_BINARY_DIR}/reports/${name}.xml)
  endif()
endfunction()

# interloom_binary(NAME FOLDER USES name...): FOLDER/*.cpp as build/bin/NAME.
function(interloom_binary name folder)
  cmake_parse_arguments(ARG "" "" "USES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*.cpp)
  if(NOT sources)
    return()
  endif()
  _interloom_check_includes(${name} ${folder} "${ARG_USES}")
  _interloom_link_headers(${name} ${folder})
  add_executable(${name} ${sources})
  target_include_directories(${name} BEFORE PRIVATE ${CMAKE_BINARY_DIR}/layers/${name})
  _interloom_use(${name} PRIVATE ${ARG_USES})
  target_compile_definitions(${name} PRIVATE INTERLOOM_VERSION="${PROJECT_VERSION}")
  # No precompiled header here: an executable is compiled -fPIE, the header -fPIC.
  # build/bin/NAME is the binary of the preset that was built last.
  add_custom_command(TARGET ${name} POST_BUILD
    COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_SOURCE_DIR}/build/bin
    COMMAND ${CMAKE_COMMAND} -E create_symlink $<TARGET_FILE:${name}> ${CMAKE_SOURCE_DIR}/build/bin/${name})
endfunction()
