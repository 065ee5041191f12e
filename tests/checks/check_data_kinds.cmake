# Fails when something outside core/data asks of which kind data are: that is what DataTraits and the overloads are for.
#   cmake -D ROOT=project-folder -P check_data_kinds.cmake
cmake_minimum_required(VERSION 3.25)

file(READ ${ROOT}/core/data/data_source.h source)
if(NOT source MATCHES "using DataSource = [A-Za-z]+::VariantWith<([A-Za-z, \n]+)>")
    message(FATAL_ERROR "core/data/data_source.h: the list of kinds was not found.")
endif()
string(REGEX REPLACE "[, \n]+" "|" kinds "${CMAKE_MATCH_1}")

set(complaints "")
file(GLOB_RECURSE files RELATIVE ${ROOT}
    ${ROOT}/core/*.h ${ROOT}/core/*.cpp ${ROOT}/ui/*.h ${ROOT}/ui/*.cpp ${ROOT}/app/*.h ${ROOT}/app/*.cpp)
list(FILTER files EXCLUDE REGEX "^core/data/")
foreach(file IN LISTS files)
    file(READ ${ROOT}/${file} text)
    string(REGEX MATCHALL "(get_if|get|holds_alternative)<(${kinds})>|[a-z_]*data\\.index\\(\\)|kindNameOf\\([^)]*\\) == \""
        found "${text}")
    foreach(place IN LISTS found)
        string(APPEND complaints "${file}: ${place}\n")
    endforeach()
endforeach()
if(complaints)
    message(NOTICE "${complaints}")
    message(FATAL_ERROR "Ask the traits of the data instead (core/data/data_traits.h).")
endif()
list(LENGTH files file_count)
message(STATUS "None of ${file_count} files asks for one of the kinds ${kinds}.")
