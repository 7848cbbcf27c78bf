# SPDX-License-Identifier: Apache-2.0
# How every library, test and fuzz target of the house is declared.
find_package(Threads REQUIRED)
find_package(fmt REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(Python3 REQUIRED COMPONENTS Interpreter)

add_library(bluelamp_flags INTERFACE)
target_include_directories(bluelamp_flags INTERFACE ${PROJECT_SOURCE_DIR}/src ${PROJECT_BINARY_DIR}/generated)
target_link_libraries(bluelamp_flags INTERFACE fmt::fmt Threads::Threads)
target_compile_definitions(bluelamp_flags INTERFACE BLUELAMP_VERSION="${PROJECT_VERSION}")
target_compile_options(bluelamp_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
    -fno-omit-frame-pointer)
# Under optimisation gcc 12 takes moved strings and tl::expected for uninitialised or overlapping memory (GCC bugs
# 105562, 105651, 107852). The sanitizers and the nightly clang build watch for the real thing.
target_compile_options(bluelamp_flags INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized -Wno-restrict
    -Wno-array-bounds -Wno-stringop-overflow -Wno-free-nonheap-object>)
if(BLUELAMP_WERROR)
    target_compile_options(bluelamp_flags INTERFACE -Werror)
endif()
if(BLUELAMP_SANITIZE)
    target_compile_options(bluelamp_flags INTERFACE -fsanitize=${BLUELAMP_SANITIZE} -fno-sanitize-recover=all)
    target_link_options(bluelamp_flags INTERFACE -fsanitize=${BLUELAMP_SANITIZE})
    # Asio's fences, which gcc's thread sanitizer does not see, stand beside mutexes, which it does.
    target_compile_options(bluelamp_flags INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-tsan>)
endif()
if(BLUELAMP_FUZZ)
    target_compile_options(bluelamp_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()

# One precompiled header for the whole house: the standard library, fmt and Result.
file(WRITE ${PROJECT_BINARY_DIR}/generated/pch_anchor.cpp "// Anchors the shared precompiled header.\n")
add_library(bluelamp_pch OBJECT ${PROJECT_BINARY_DIR}/generated/pch_anchor.cpp)
target_link_libraries(bluelamp_pch PUBLIC bluelamp_flags)
target_precompile_headers(bluelamp_pch PRIVATE <algorithm> <array> <atomic> <chrono> <cstdint> <deque> <functional>
    <map> <memory> <mutex> <optional> <span> <string> <string_view> <thread> <unordered_map> <utility> <variant>
    <vector> <fmt/format.h> <tl/expected.hpp>)

# bluelamp_library(NAME core [LINK bluelamp_x ...] [PACKAGES lib ...])
# Every *.cpp of the folder, every store.sql / measures.sql as <name>.sql.hpp, migrations of schema/.
function(bluelamp_library)
    cmake_parse_arguments(ARG "" "NAME" "LINK;PACKAGES" ${ARGN})
    file(GLOB sources CONFIGURE_DEPENDS *.cpp)
    add_library(bluelamp_${ARG_NAME} STATIC ${sources})
    target_link_libraries(bluelamp_${ARG_NAME} PUBLIC bluelamp_flags ${ARG_LINK} PRIVATE ${ARG_PACKAGES})
    target_precompile_headers(bluelamp_${ARG_NAME} REUSE_FROM bluelamp_pch)
    bluelamp_embed_sql(bluelamp_${ARG_NAME})
endfunction()

# Makes "<folder>/<name>.sql.hpp" for each named-query file of the current folder (see tools/embed_sql.py).
function(bluelamp_embed_sql target)
    file(GLOB queries CONFIGURE_DEPENDS RELATIVE ${CMAKE_CURRENT_SOURCE_DIR} *.sql)
    list(FILTER queries EXCLUDE REGEX "\\.(sqlite|postgres)\\.sql$")
    file(RELATIVE_PATH folder ${PROJECT_SOURCE_DIR}/src ${CMAKE_CURRENT_SOURCE_DIR})
    foreach(query ${queries})
        set(header ${PROJECT_BINARY_DIR}/generated/${folder}/${query}.hpp)
        file(GLOB dialects CONFIGURE_DEPENDS *.sqlite.sql *.postgres.sql)
        add_custom_command(OUTPUT ${header}
            COMMAND Python3::Interpreter ${PROJECT_SOURCE_DIR}/tools/embed_sql.py queries
                ${CMAKE_CURRENT_SOURCE_DIR}/${query} ${folder} ${header}
            DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${query} ${dialects} ${PROJECT_SOURCE_DIR}/tools/embed_sql.py
            COMMENT "Embedding ${folder}/${query}")
        target_sources(${target} PRIVATE ${header})
    endforeach()
endfunction()

# bluelamp_test(http [LINK ...]): every *_test.cpp of the folder as one program, each test known to CTest.
function(bluelamp_test name)
    cmake_parse_arguments(ARG "" "" "LINK;LABELS" ${ARGN})
    file(GLOB sources CONFIGURE_DEPENDS *.cpp)
    add_executable(${name}_test ${sources})
    target_link_libraries(${name}_test PRIVATE ${ARG_LINK} GTest::gmock GTest::gtest_main)
    target_include_directories(${name}_test PRIVATE ${PROJECT_SOURCE_DIR})
    target_compile_definitions(${name}_test PRIVATE BLUELAMP_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    target_precompile_headers(${name}_test REUSE_FROM bluelamp_pch)
    gtest_discover_tests(${name}_test DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 60
        PROPERTIES TIMEOUT 900 LABELS "${ARG_LABELS}")
endfunction()

# bluelamp_fuzz(csv [LINK ...]): <name>_fuzz.cpp as a libFuzzer program. Inputs worth starting from stand in seeds/.
function(bluelamp_fuzz name)
    cmake_parse_arguments(ARG "" "" "LINK" ${ARGN})
    add_executable(${name}_fuzz ${name}_fuzz.cpp)
    target_link_libraries(${name}_fuzz PRIVATE ${ARG_LINK})
    target_include_directories(${name}_fuzz PRIVATE ${PROJECT_SOURCE_DIR})
    target_link_options(${name}_fuzz PRIVATE -fsanitize=fuzzer)
endfunction()

# Adds every subfolder that has a CMakeLists.txt.
function(bluelamp_add_subfolders)
    file(GLOB children CONFIGURE_DEPENDS RELATIVE ${CMAKE_CURRENT_SOURCE_DIR} */CMakeLists.txt)
    foreach(child ${children})
        get_filename_component(folder ${child} DIRECTORY)
        add_subdirectory(${folder})
    endforeach()
endfunction()
