# Third-party libraries as interface targets ext_NAME: the names that layers.cmake uses.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)

# ext_from_pkg_config(name module...): an interface target of pkg-config modules.
function(ext_from_pkg_config name)
  pkg_check_modules(${name}_PC REQUIRED IMPORTED_TARGET ${ARGN})
  add_library(ext_${name} INTERFACE)
  target_link_libraries(ext_${name} INTERFACE PkgConfig::${name}_PC)
endfunction()

# ext_from_libs(name lib...): an interface target of plain libraries whose headers lie in /usr/include.
function(ext_from_libs name)
  add_library(ext_${name} INTERFACE)
  foreach(lib ${ARGN})
    find_library(LIB_${lib} ${lib} REQUIRED)
    target_link_libraries(ext_${name} INTERFACE ${LIB_${lib}})
  endforeach()
endfunction()

find_package(absl REQUIRED)
add_library(ext_absl INTERFACE)
target_link_libraries(ext_absl INTERFACE absl::status absl::statusor absl::strings absl::flat_hash_map Threads::Threads)

find_package(spdlog REQUIRED)
add_library(ext_spdlog INTERFACE)
target_link_libraries(ext_spdlog INTERFACE spdlog::spdlog)

ext_from_libs(prometheus prometheus-cpp-core)
ext_from_libs(prometheus_pull prometheus-cpp-pull prometheus-cpp-core)
ext_from_pkg_config(zstd libzstd)
ext_from_pkg_config(openssl libcrypto)
ext_from_pkg_config(sqlite sqlite3)
ext_from_libs(boost_context boost_context)
add_library(ext_json INTERFACE)    # nlohmann-json, header only
add_library(ext_xxhash INTERFACE)  # header only: XXH_INLINE_ALL
target_compile_definitions(ext_xxhash INTERFACE XXH_INLINE_ALL)
add_library(ext_cli11 INTERFACE)   # header only

ext_from_pkg_config(protobuf protobuf)
add_library(ext_grpc INTERFACE)
pkg_check_modules(grpc_PC REQUIRED IMPORTED_TARGET grpc++)
find_library(LIB_grpc_reflection grpc++_reflection REQUIRED)
# Reflection is only reached through its static initializer, so it must not be dropped.
target_link_libraries(ext_grpc INTERFACE PkgConfig::grpc_PC -Wl,--no-as-needed ${LIB_grpc_reflection} -Wl,--as-needed)

# LibTorch: its include folder carries other protobuf headers, so it is searched after the system's.
add_library(ext_torch INTERFACE)
target_compile_options(ext_torch INTERFACE
  "SHELL:-idirafter ${INTERLOOM_LIBTORCH}/include" "SHELL:-idirafter ${INTERLOOM_LIBTORCH}/include/torch/csrc/api/include"
  -Wno-deprecated-declarations -Wno-sign-compare)
target_link_libraries(ext_torch INTERFACE ${INTERLOOM_LIBTORCH}/lib/libtorch_cpu.so ${INTERLOOM_LIBTORCH}/lib/libc10.so)

if(INTERLOOM_TESTS)
  find_package(GTest REQUIRED)
  enable_testing()
  include(GoogleTest)
endif()
