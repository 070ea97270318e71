//! Given names that tell the sex of a person, for every language: news names people from everywhere.
//!
//! The most frequent given names of the United States (Social Security Administration, 1940 to 2000), and
//! of German, French, Spanish, Italian, Arabic and Russian public figures.

use crate::analysis::speakers::lexicon::{Class, Row};

/// All rows.
pub(super) const ROWS: &[Row] = &[
    (
        Class::MALE,
        "james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald steven paul andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory alexander patrick frank raymond jack dennis jerry tyler aaron jose adam nathan henry douglas zachary peter kyle ethan walter noah jeremy christian keith roger terry austin sean gerald carl harold dylan arthur lawrence jordan jesse bryan billy bruce gabriel joe logan alan juan albert willie elijah wayne randy vincent mason roy ralph bobby russell philip eugene bill jim tom mike bob dan steve dave ted ben sam tim jeff greg rick chris matt nick tony ken ron don ray fred barack bernie marco mitt jeb newt rand chuck harry rudy carlos luis miguel pedro pablo diego alejandro antonio francisco javier manuel rafael ricardo fernando sergio jorge hans klaus jürgen wolfgang olaf friedrich karl heinz stefan andreas markus thomas pierre jean jacques michel françois nicolas emmanuel philippe alain ahmed mohammed muhammad ali hassan omar ibrahim vladimir boris sergei ivan dmitri giuseppe giovanni marco luca simon ian neil graham nigel stuart malcolm gordon duncan craig colin martin oliver leo max alex reince corey roger sebastian evan bret dean doug gene glenn hugh kent kurt lee lou marc norman oscar perry phil ross stan todd troy victor warren",
    ),
    (
        Class::FEMALE,
        "mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra ashley kimberly emily donna michelle carol amanda dorothy melissa deborah stephanie rebecca sharon laura cynthia kathleen amy angela shirley anna brenda pamela emma nicole helen samantha katherine christine debra rachel carolyn janet catherine maria heather diane ruth julie olivia joyce virginia victoria kelly lauren christina joan evelyn judith megan andrea cheryl hannah jacqueline martha gloria teresa ann sara madison frances kathryn janice jean abigail alice julia judy sophia grace denise amber doris marilyn danielle beverly isabella theresa diana natalie brittany charlotte marie kayla alexis lori ana lucia carmen rosa elena isabel sofia pilar dolores angela ursula sabine monika petra claudia birgit anne françoise nathalie sylvie isabelle valérie hillary ivanka melania carly kellyanne elizabeth nikki condoleezza michelle chelsea huma donna debbie loretta jill jane kate katie kathy sue tina wendy theresa fatima aisha priya yuki mei ingrid astrid greta annalena karoline kristi emma claire lucy fiona louise gillian nicola sian megyn rosie tammy tracy vicki jenna paula robin rita sally sheila veronica vivian yvonne molly maggie lindsey lena kirsten jan holly heidi erin eleanor edith bonnie audrey april",
    ),
    (
        Class::MALE,
        "jonas lukas leon felix moritz tobias florian christoph matthias bernd uwe dieter manfred günter horst rainer ralf torsten sven nils jens lars dirk volker ulrich werner holger joachim helmut gerhard rolf mathieu julien sébastien guillaume antoine olivier laurent gérard bernard alexandre raúl andrés josé álvaro ignacio gonzalo matteo paolo stefano joão paulo rui",
    ),
    (
        Class::FEMALE,
        "britta elke jana katrin anja silke heike susanne kerstin tanja ute gabriele karin renate brigitte annette christiane bettina ricarda saskia franziska johanna élodie céline aurélie sandrine ségolène élisabeth beatriz inés yolanda mónica cristina begoña chiara francesca",
    ),
];
