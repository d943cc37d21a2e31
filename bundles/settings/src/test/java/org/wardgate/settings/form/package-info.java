@NullMarked
package org.wardgate.settings.form;

import org.jspecify.annotations.NullMarked;
