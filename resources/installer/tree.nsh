; Removes a folder and all in it, and never goes through a link.
;
; NSIS's own RMDir /r is not used: a junction inside would lead an installer with all
; rights to empty a folder elsewhere. A link is removed itself, its goal stays.
!define IS_FOLDER 0x10
!define IS_LINK 0x400

!macro TREE_FUNCTIONS UN
; Takes a path from the stack. What cannot be removed stays; ask afterwards.
Function ${UN}RemoveTree
  System::Store S
  Pop $0
  System::Call 'kernel32::GetFileAttributesW(w r0) i .r1'
  ${If} $1 <> -1
    IntOp $2 $1 & ${IS_FOLDER}
    IntOp $3 $1 & ${IS_LINK}
    ${If} $3 <> 0
      ${If} $2 <> 0
        System::Call 'kernel32::RemoveDirectoryW(w r0)'
      ${Else}
        System::Call 'kernel32::DeleteFileW(w r0)'
      ${EndIf}
    ${ElseIf} $2 = 0
      SetFileAttributes "$0" NORMAL
      Delete "$0"
    ${Else}
      FindFirst $4 $5 "$0\*"
      ${DoWhile} $5 != ""
        ${If} $5 != "."
        ${AndIf} $5 != ".."
          Push "$0\$5"
          Call ${UN}RemoveTree
        ${EndIf}
        FindNext $4 $5
      ${Loop}
      FindClose $4
      RMDir "$0"
    ${EndIf}
  ${EndIf}
  System::Store L
FunctionEnd

; Takes a path; gives 1 when it is a link (or a junction), else 0.
Function ${UN}IsLink
  Exch $0
  System::Call 'kernel32::GetFileAttributesW(w r0) i .r0'
  ${If} $0 <> -1
    IntOp $0 $0 & ${IS_LINK}
    ${If} $0 <> 0
      StrCpy $0 1
    ${EndIf}
  ${Else}
    StrCpy $0 0
  ${EndIf}
  Exch $0
FunctionEnd
!macroend
!insertmacro TREE_FUNCTIONS ""
!insertmacro TREE_FUNCTIONS "un."
