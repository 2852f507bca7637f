; The log of the installer: one line per step, UTF-8, no names of people.
;
; NSIS as distributed cannot log (LogSet is left out), so lines are written by hand.
; The folder of an account is written as %USERPROFILE%: its name is often a person's.
Var LogHandle
!define LOG_LIMIT 262144 ; a log past this size is begun anew

!macro Log TEXT
  Push `${TEXT}`
  !ifdef __UNINSTALL__
    Call un.WriteLog
  !else
    Call WriteLog
  !endif
!macroend
!define Log `!insertmacro Log`

; Ends in .onInit with what $ExitCode says.
!macro Leave
  ${Log} "avsluttet uten å endre noe (sluttkode $ExitCode)"
  SetErrorLevel $ExitCode
  Quit
!macroend
!define Leave `!insertmacro Leave`

!macro LOG_FUNCTIONS UN
; Opens the file of /LOG=, or the usual one. A file asked for that cannot be written
; stops everything, as Windows' own installer does: nobody would know what happened.
; A link is not followed: in a folder that others write in, it could lead the SYSTEM
; account to write in any file.
Function ${UN}OpenLog
  System::Store S
  Push "/LOG="
  Call ${UN}ValueOf
  Pop $1
  ${If} $1 == ""
    StrCpy $1 "$TEMP\${APP}-setup.log"
    StrCpy $2 "usual"
  ${Else}
    StrCpy $2 "asked"
    ${GetParent} "$1" $3
    ${If} $3 != ""
      CreateDirectory "$3"
    ${EndIf}
  ${EndIf}
  Push $1
  Call ${UN}IsLink
  Pop $3
  ClearErrors
  ${If} $3 = 1
    SetErrors
  ${Else}
    FileOpen $LogHandle "$1" a
  ${EndIf}
  ${If} ${Errors}
    StrCpy $LogHandle ""
    ${If} $2 == "asked"
      MessageBox MB_OK|MB_ICONSTOP "$(LogNotWritable)" /SD IDOK
      SetErrorLevel 3
      Quit
    ${EndIf}
  ${Else}
    FileSeek $LogHandle 0 END $4
    ${If} $4 > ${LOG_LIMIT}
      FileClose $LogHandle
      FileOpen $LogHandle "$1" w
    ${EndIf}
  ${EndIf}
  System::Store L
FunctionEnd

; Takes one line from the stack.
Function ${UN}WriteLog
  System::Store S
  Pop $0
  ${If} $LogHandle != ""
    ${WordReplace} "$0" "$PROFILE\" "%USERPROFILE%\" "+" $0
    System::Call '*(&i2,&i2,&i2,&i2,&i2,&i2,&i2,&i2) p .r1'
    System::Call 'kernel32::GetLocalTime(p r1)'
    System::Call '*$1(&i2 .r2, &i2 .r3, &i2, &i2 .r4, &i2 .r5, &i2 .r6, &i2 .r7, &i2)'
    System::Free $1
    IntFmt $3 "%02d" $3
    IntFmt $4 "%02d" $4
    IntFmt $5 "%02d" $5
    IntFmt $6 "%02d" $6
    IntFmt $7 "%02d" $7
    StrCpy $0 "$2-$3-$4 $5:$6:$7  $0$\r$\n"
    System::Call 'kernel32::WideCharToMultiByte(i 65001, i 0, w r0, i -1, p 0, i 0, p 0, p 0) i .r1'
    System::Alloc $1
    Pop $2
    System::Call 'kernel32::WideCharToMultiByte(i 65001, i 0, w r0, i -1, p r2, i r1, p 0, p 0)'
    IntOp $1 $1 - 1 ; without the closing zero
    System::Call 'kernel32::WriteFile(p $LogHandle, p r2, i r1, *i .r3, p 0)'
    System::Free $2
  ${EndIf}
  System::Store L
FunctionEnd
!macroend
!insertmacro LOG_FUNCTIONS ""
!insertmacro LOG_FUNCTIONS "un."
