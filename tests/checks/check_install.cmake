# Installs a build into a scratch folder and starts what was installed.
#   cmake -D BUILD=build-folder -D PREFIX=scratch-folder -D GUI=ON|OFF -P check_install.cmake
cmake_minimum_required(VERSION 3.25)

file(REMOVE_RECURSE ${PREFIX})
execute_process(COMMAND ${CMAKE_COMMAND} --install ${BUILD} --prefix ${PREFIX}
    OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)

set(programs featurescope-cli)
set(files share/doc/featurescope/LICENSE share/doc/featurescope/README.md share/doc/featurescope/CHANGELOG.md
    share/man/man1/featurescope-cli.1 share/bash-completion/completions/featurescope-cli)
if(GUI)
    set(id org.featurescope.Featurescope)
    list(APPEND programs featurescope)
    list(APPEND files share/applications/${id}.desktop share/metainfo/${id}.metainfo.xml
        share/icons/hicolor/scalable/apps/${id}.svg share/mime/packages/${id}.xml
        share/man/man1/featurescope.1 share/bash-completion/completions/featurescope)
endif()
foreach(file IN LISTS files)
    file(GLOB found ${PREFIX}/${file})
    if(NOT found)
        message(SEND_ERROR "${file} was not installed.")
    endif()
endforeach()
foreach(program IN LISTS programs)
    execute_process(COMMAND ${CMAKE_COMMAND} -E env QT_QPA_PLATFORM=offscreen ${PREFIX}/bin/${program} --version
        OUTPUT_VARIABLE version RESULT_VARIABLE status)
    if(NOT status EQUAL 0 OR NOT version MATCHES "[0-9]+\\.[0-9]+\\.[0-9]+")
        message(SEND_ERROR "The installed ${program} --version gave ${status}: ${version}")
    endif()
endforeach()
