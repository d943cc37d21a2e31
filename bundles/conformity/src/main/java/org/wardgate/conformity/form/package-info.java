/** How a conformity certificate and its status are written and signed: CWT, JWT, VC. */
@NullMarked
package org.wardgate.conformity.form;

import org.jspecify.annotations.NullMarked;
