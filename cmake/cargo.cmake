# worker/tokenizer/ffi: the Hugging Face tokenizers crate as a static library behind a C ABI.
# Debian's cargo and rustc by path: another toolchain on PATH would obey a dependency's rust-toolchain file.
find_program(DEBIAN_CARGO cargo PATHS /usr/bin NO_DEFAULT_PATH REQUIRED)
find_program(DEBIAN_RUSTC rustc PATHS /usr/bin NO_DEFAULT_PATH REQUIRED)
set(FFI_DIR ${CMAKE_SOURCE_DIR}/worker/tokenizer/ffi)
set(FFI_TARGET ${CMAKE_SOURCE_DIR}/build/cargo)  # shared by the presets
set(FFI_LIB ${FFI_TARGET}/release/libinterloom_tokenizers.a)
file(GLOB FFI_SOURCES CONFIGURE_DEPENDS ${FFI_DIR}/src/*.rs ${FFI_DIR}/Cargo.toml ${FFI_DIR}/Cargo.lock)
add_custom_command(OUTPUT ${FFI_LIB}
  COMMAND ${CMAKE_COMMAND} -E env RUSTC=${DEBIAN_RUSTC} CARGO_TARGET_DIR=${FFI_TARGET}
          ${DEBIAN_CARGO} build --release --locked --quiet --manifest-path ${FFI_DIR}/Cargo.toml
  COMMAND ${CMAKE_COMMAND} -E touch ${FFI_LIB}
  DEPENDS ${FFI_SOURCES} COMMENT "cargo build: tokenizers")
add_custom_target(tokenizers_ffi_build DEPENDS ${FFI_LIB})
add_library(ext_tokenizers_ffi INTERFACE)
target_link_libraries(ext_tokenizers_ffi INTERFACE ${FFI_LIB} Threads::Threads ${CMAKE_DL_LIBS} m)
add_dependencies(ext_tokenizers_ffi tokenizers_ffi_build)
