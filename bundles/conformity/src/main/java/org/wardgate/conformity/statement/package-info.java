/** What a conformity certificate says, however it is written. */
@NullMarked
package org.wardgate.conformity.statement;

import org.jspecify.annotations.NullMarked;
