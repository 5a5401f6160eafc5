/** What a serious alert becomes: how urgent it is to meet, and what those who come should know. */
@NullMarked
package io.tocsin.meeting;

import org.jspecify.annotations.NullMarked;
