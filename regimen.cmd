@echo off
rem Builds Regimen when it is not built yet, then starts it. After changing the sources: mvn -DskipTests package
rem JAVA_HOME chooses the JDK, REGIMEN_JAVA_OPTIONS is passed on to the virtual machine.
setlocal
set "ROOT=%~dp0"
set "JAR=%ROOT%cli\target\regimen-cli.jar"
set "ARCHIVE=%ROOT%cli\target\regimen.jsa"

set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"

if exist "%JAR%" if exist "%ROOT%cli\target\lib\pytorch-*-windows-x86_64*.jar" goto start

set "VERSION=0"
for /f "tokens=3" %%v in ('""%JAVA%" -version 2>&1 | findstr /c:" version ""') do set "VERSION=%%~v"
for /f "delims=.-+" %%v in ("%VERSION%") do set "VERSION=%%v"
if %VERSION% LSS 17 (
  echo regimen: a JDK, version 17 or newer, is needed: install one, or set JAVA_HOME to one 1>&2
  exit /b 1
)
where mvn >nul 2>&1
if errorlevel 1 (
  echo regimen: no mvn found: install Apache Maven, version 3.8 or newer, to build Regimen 1>&2
  exit /b 1
)
echo regimen: building ^(the first time this downloads about 200 MB^) ... 1>&2
pushd "%ROOT%"
call mvn -q -B -DskipTests -Dquick -pl cli -am package 1>&2
if errorlevel 1 (
  popd
  echo regimen: the build failed; see above 1>&2
  exit /b 1
)
popd
"%JAVA%" -Xlog:disable -XX:+UseSerialGC -XX:ArchiveClassesAtExit="%ARCHIVE%" -jar "%JAR%" explain >nul 2>&1

:start
"%JAVA%" -Xshare:auto -XX:SharedArchiveFile="%ARCHIVE%" -Xlog:disable -Xlog:all=error:stderr -XX:+UseSerialGC %REGIMEN_JAVA_OPTIONS% -jar "%JAR%" %*
exit /b %errorlevel%
