@echo off
rem Builds Regimen when it is not built yet, then starts it. After changing sources: mvn -DskipTests package
rem JAVA_HOME chooses the JDK; REGIMEN_JAVA_OPTIONS is passed on to the virtual machine.
setlocal
set "HOME_FOLDER=%~dp0"
set "JAR=%HOME_FOLDER%cli\target\regimen-cli.jar"
set "ARCHIVE=%HOME_FOLDER%cli\target\regimen.jsa"

set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
"%JAVA%" -version >nul 2>&1
if errorlevel 1 (
  echo regimen: no java found: install a JDK, version 17 or newer, or set JAVA_HOME to one 1>&2
  exit /b 1
)

if exist "%JAR%" if exist "%HOME_FOLDER%cli\target\lib\pytorch-*-windows-x86_64*.jar" goto start

where mvn >nul 2>&1
if errorlevel 1 (
  echo regimen: no mvn found: install Apache Maven, version 3.8 or newer, to build Regimen 1>&2
  exit /b 1
)
echo regimen: building ^(the first time this downloads about 150 MB^) ... 1>&2
pushd "%HOME_FOLDER%"
call mvn -q -B -DskipTests -Dquick -pl cli -am package 1>&2
if errorlevel 1 (
  popd
  echo regimen: the build failed; see above 1>&2
  exit /b 1
)
popd
"%JAVA%" -Xlog:disable -XX:ArchiveClassesAtExit="%ARCHIVE%" -jar "%JAR%" --help >nul 2>&1

:start
"%JAVA%" -Xshare:auto -XX:SharedArchiveFile="%ARCHIVE%" -Xlog:disable -Xlog:all=error:stderr -XX:+UseSerialGC %REGIMEN_JAVA_OPTIONS% -jar "%JAR%" %*
exit /b %errorlevel%
