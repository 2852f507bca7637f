; The Windows installer of stkdesk. Compiled by build.py, which also signs.
;
;   stkdesk-<version>-setup.exe        the wizard
;     /S                 silent; for the whole machine unless /CurrentUser is said
;     /AllUsers          for the whole machine (administrator or SYSTEM)
;     /CurrentUser       for the account that runs it, no rights needed
;     /LOG=file          what was done (default %TEMP%\stkdesk-setup.log), added at the end
;     /DesktopShortcut=1 also a shortcut on the desktop
;     /LANG=nb|nn|en     language of the wizard (default: the one of Windows, else nb)
;     /D=folder          another folder; must be the last word, without quotes
;   uninstall.exe
;     /S /LOG=file /LANG=…
;     /PURGEDATA=1       the register, settings and logs of this account too
;     _?=folder          last word: waits and gives the exit code (else it returns at once)
;
; Exit codes: 0 done · 1 stopped by the person · 2 failed, or words that contradict
; 3 cannot write (disk full, no access) · 4 needs an administrator · 5 stkdesk is at work
; 6 a newer version is installed · 7 Windows too old or not 64-bit
; 8 installed for the whole machine already, refused for one account
;
; Words of the compiler: VERSION, SOURCE (the folder PyInstaller built), its SIZE in KB,
; OUT, ICON, PICTURES (folder of side.bmp and head.bmp), SIGN (a command that takes a file), QUICK.
Unicode true
!if /FileExists "${NSISDIR}\Stubs\zlib-amd64-unicode"
  !ifndef X86
    Target amd64-unicode ; Debian's; the official NSIS has 32-bit stubs only
  !endif
!endif
!define APP "stkdesk"
!define PUBLISHER "stkdesk"
!define INSTALLED "Software\${APP}"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${APP}"
!define APP_PATHS "Software\Microsoft\Windows\CurrentVersion\App Paths\${APP}.exe"
!define OLDEST_WINDOWS 17763 ; Windows 10 1809 and Server 2019: the oldest Qt 6.9 runs on

Name "${APP}"
OutFile "${OUT}"
BrandingText "${APP} ${VERSION}"
RequestExecutionLevel highest
!ifdef QUICK
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
  SetCompressorDictSize 64
!endif
ManifestDPIAware true
ManifestSupportedOS all
ShowInstDetails nevershow
ShowUninstDetails nevershow
AllowSkipFiles off
CRCCheck force
SetDateSave on
!ifdef SIGN
  !uninstfinalize '${SIGN} "%1"' = 0
  !finalize '${SIGN} "%1"' = 0
!endif

!include MUI2.nsh
!include x64.nsh
!include WinVer.nsh
!include FileFunc.nsh
!include WordFunc.nsh
!include LogicLib.nsh
!include nsDialogs.nsh

Var Scope        ; AllUsers or CurrentUser
Var GivenFolder  ; what /D= said
Var FormerFolder ; where an earlier version of this scope lies
Var FormerVersion
Var ExitCode     ; why the installation failed; empty: a file could not be written

!include log.nsh
!include tree.nsh
!include refusals.nsh
!include scope.nsh
!include rights.nsh
!include swap.nsh
!include entries.nsh
!include wizard.nsh ; not "pages": MUI2 has one of that name
!include words.nsh
!include texts\nb.nsh
!include texts\nn.nsh
!include texts\en.nsh
!include uninstall.nsh

VIProductVersion "${VERSION}.0"
VIFileVersion "${VERSION}.0"
!macro VERSION_WORDS LANGUAGE DESCRIPTION
  VIAddVersionKey /LANG=${LANGUAGE} "ProductName" "${APP}"
  VIAddVersionKey /LANG=${LANGUAGE} "FileDescription" "${DESCRIPTION}"
  VIAddVersionKey /LANG=${LANGUAGE} "CompanyName" "${PUBLISHER}"
  VIAddVersionKey /LANG=${LANGUAGE} "FileVersion" "${VERSION}"
  VIAddVersionKey /LANG=${LANGUAGE} "ProductVersion" "${VERSION}"
  VIAddVersionKey /LANG=${LANGUAGE} "LegalCopyright" "${PUBLISHER}"
  VIAddVersionKey /LANG=${LANGUAGE} "OriginalFilename" "${APP}-${VERSION}-setup.exe"
!macroend
!insertmacro VERSION_WORDS ${LANG_NORWEGIAN} "Installasjon av ${APP}"

Function .onInit
  SetRegView 64
  Call ChooseLanguage
  Call OpenLog
  ${Log} "${APP} ${VERSION}: installasjonen starter"
  Call RefuseOldWindows
  Call ChooseScope
  Call ApplyScope
  Call RefuseBySituation
  ${If} $ExitCode != ""
    ${Leave}
  ${EndIf}
  ${If} ${Silent}
    Call RefuseForeignFolder
    ${If} $ExitCode != ""
      ${Leave}
    ${EndIf}
  ${EndIf}
  Call WaitUntilClosed
  ${If} $ExitCode != ""
    ${Leave}
  ${EndIf}
FunctionEnd

Section "-program"
  AddSize ${SIZE} ; the files are named in a function, where NSIS does not count them
  ${Log} "mappe: $INSTDIR"
  ${If} $FormerVersion != ""
    ${Log} "fra før: versjon $FormerVersion"
  ${EndIf}
  Call PrepareFolder
  Call Unpack
  Call WaitUntilClosed
  ${If} $ExitCode != ""
    Abort
  ${EndIf}
  Call Swap
  Call RemoveFormerFolder
  Call WriteEntries
  Call TellOfOtherInstallations
SectionEnd

Function .onInstSuccess
  ${Log} "ferdig: ${APP} ${VERSION} er installert (sluttkode 0)"
  SetErrorLevel 0
FunctionEnd

Function .onInstFailed
  SetOutPath "$TEMP" ; a folder one stands in cannot be removed
  Push "$INSTDIR\_new"
  Call RemoveTree
  RMDir "$INSTDIR" ; only when empty
  ${If} $ExitCode == ""
    StrCpy $ExitCode 3
    ${Log} "kunne ikke skrive til $INSTDIR (full disk eller manglende tilgang)"
  ${EndIf}
  ${Log} "avbrutt, det som var installert fra før er urørt (sluttkode $ExitCode)"
  SetErrorLevel $ExitCode
FunctionEnd
