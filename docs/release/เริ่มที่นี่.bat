@echo off
chcp 65001 >nul
cd /d "%~dp0"
title prongsai
if exist prongsai.exe goto start
echo.
echo   ยังเริ่มไม่ได้: ไฟล์นี้ต้องอยู่ข้าง prongsai.exe
echo   คลิกขวาที่ไฟล์ zip แล้วเลือก "แยกทั้งหมด" (Extract All) จากนั้นดับเบิลคลิกไฟล์นี้ในโฟลเดอร์ที่ได้
echo   prongsai.exe is not beside this file: unpack the whole zip first ("Extract All"), then start it there.
echo.
pause
exit /b 1
:start
if not defined PRONGSAI_LANG set PRONGSAI_LANG=th
prongsai.exe
if errorlevel 1 pause
