; When the installer says no, each with its exit code; nothing has been changed then.
!define SHARING_VIOLATION 32
!define ACCESS_DENIED 5

; Tells the person (silently: only the log) and keeps the code for the one who asked.
!macro Refuse CODE TEXT LINE
  StrCpy $ExitCode ${CODE}
  ${Log} "nekter: ${LINE}"
  MessageBox MB_OK|MB_ICONSTOP "${TEXT}" /SD IDOK
!macroend
!define Refuse `!insertmacro Refuse`

Function RefuseOldWindows
  StrCpy $0 1
  !if ${NSIS_PTR_SIZE} = 4 ; a 64-bit setup does not start where it would not fit
    ${IfNot} ${IsWow64}
      StrCpy $0 0
    ${EndIf}
  !endif
  ${IfNot} ${AtLeastBuild} ${OLDEST_WINDOWS}
    StrCpy $0 0
  ${EndIf}
  ${If} $0 = 0
    ${Refuse} 7 "$(NeedsWindows)" "krever 64-biters Windows 10 (1809), Server 2019 eller nyere"
    ${Leave}
  ${EndIf}
FunctionEnd

; Sets $ExitCode when this scope may not be installed now, else empties it.
Function RefuseBySituation
  StrCpy $ExitCode ""
  ${If} $Scope == "CurrentUser"
    ReadRegStr $0 HKLM "${INSTALLED}" "InstallDir"
    ${If} $0 != ""
    ${AndIf} ${FileExists} "$0\${APP}.exe"
      ${Refuse} 8 "$(ForMachineAlready)" "${APP} er installert for hele maskinen allerede"
      Return
    ${EndIf}
  ${EndIf}
  ReadRegStr $FormerVersion SHCTX "${UNINSTALL}" "DisplayVersion"
  ${If} $FormerVersion != ""
    ${VersionCompare} "$FormerVersion" "${VERSION}" $0
    ${If} $0 = 1
      ${Refuse} 6 "$(Newer)" "nyere versjon $FormerVersion er installert"
    ${EndIf}
  ${EndIf}
FunctionEnd

; A folder with other things in it is no place for a program: parts of it are removed.
; Many programs have an _internal of their own, so that one alone says nothing.
Function RefuseForeignFolder
  StrCpy $ExitCode ""
  ${If} ${FileExists} "$INSTDIR\${APP}.exe"
  ${OrIf} ${FileExists} "$INSTDIR\_old\${APP}.exe" ; a swap that was cut short
    Return
  ${EndIf}
  Push "$INSTDIR"
  Call HoldsOthers
  Pop $0
  ${If} $0 = 1
    ${Refuse} 2 "$(ForeignFolder)" "mappen inneholder noe annet: $INSTDIR"
  ${EndIf}
FunctionEnd

; Takes a folder; gives 1 when there is anything in it that we do not put there.
Function HoldsOthers
  System::Store S
  Pop $0
  StrCpy $3 0
  FindFirst $1 $2 "$0\*"
  ${DoWhile} $2 != ""
    ${If} $2 != "."
    ${AndIf} $2 != ".."
    ${AndIf} $2 != "_internal"
    ${AndIf} $2 != "_new"
    ${AndIf} $2 != "_old"
    ${AndIf} $2 != "${APP}-cli.exe"
    ${AndIf} $2 != "uninstall.exe"
      StrCpy $3 1
    ${EndIf}
    FindNext $1 $2
  ${Loop}
  FindClose $1
  Push $3
  System::Store L
FunctionEnd

!macro AskMutex UN NAME
  Push "${NAME}\${APP}-running"
  Call ${UN}MutexExists
  Pop $0
  ${If} $0 = 1
    StrCpy $9 "${APP} er åpent"
  ${EndIf}
!macroend
!macro AskFile UN PATH
  Push "${PATH}"
  Call ${UN}FileIsBusy
  Pop $0
  ${If} $0 = 1
    StrCpy $9 "i bruk: ${PATH}"
  ${EndIf}
!macroend

!macro RUNNING_FUNCTIONS UN
; Takes the name of a mutex; gives 1 when some program holds it, in any session. One
; that belongs to another account may be closed to us: that, too, means it is there.
Function ${UN}MutexExists
  System::Store S
  Pop $0
  StrCpy $3 0
  System::Call 'kernel32::OpenMutexW(i 0x00100000, i 0, w r0) p .r1 ?e'
  Pop $2
  ${If} $1 P<> 0
    System::Call 'kernel32::CloseHandle(p r1)'
    StrCpy $3 1
  ${ElseIf} $2 = ${ACCESS_DENIED}
    StrCpy $3 1
  ${EndIf}
  Push $3
  System::Store L
FunctionEnd

; Takes a path; gives 1 when Windows lets nobody write to it because it is running.
Function ${UN}FileIsBusy
  System::Store S
  Pop $0
  StrCpy $3 0
  ${If} ${FileExists} "$0"
    System::Call 'kernel32::CreateFileW(w r0, i 0x40000000, i 7, p 0, i 3, i 0, p 0) p .r1 ?e'
    Pop $2
    ${If} $1 P<> -1
      System::Call 'kernel32::CloseHandle(p r1)'
    ${ElseIf} $2 = ${SHARING_VIOLATION}
      StrCpy $3 1
    ${EndIf}
  ${EndIf}
  Push $3
  System::Store L
FunctionEnd

; Gives what is at work: a mutex or a file; empty when nothing is.
Function ${UN}WhatRuns
  System::Store S
  StrCpy $9 ""
  !insertmacro AskMutex "${UN}" "Local"
  !insertmacro AskMutex "${UN}" "Global"
  !insertmacro AskFile "${UN}" "$INSTDIR\${APP}.exe"
  !insertmacro AskFile "${UN}" "$INSTDIR\${APP}-cli.exe"
  ${If} $FormerFolder != ""
  ${AndIf} $FormerFolder != $INSTDIR
    !insertmacro AskFile "${UN}" "$FormerFolder\${APP}.exe"
    !insertmacro AskFile "${UN}" "$FormerFolder\${APP}-cli.exe"
  ${EndIf}
  Push $9
  System::Store L
FunctionEnd

; Sets $ExitCode to 5 while stkdesk is at work; the wizard asks until it is closed.
Function ${UN}WaitUntilClosed
  StrCpy $ExitCode ""
  ${Do}
    Call ${UN}WhatRuns
    Pop $0
    ${If} $0 == ""
      ${Break}
    ${EndIf}
    ${Log} "$0"
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(Running)" /SD IDCANCEL IDRETRY again
    StrCpy $ExitCode 5
    ${Break}
    again:
  ${Loop}
FunctionEnd
!macroend
!insertmacro RUNNING_FUNCTIONS ""
!insertmacro RUNNING_FUNCTIONS "un."
